/** A body larger than anybody may send, written byte by byte to a socket, to see how much of it is taken. */
import { connect } from "node:net";

export interface Flood {
  /** What came back before the connection ended. */
  status: number;
  body: unknown;
  /** Whether the server ended the connection while there was more to send. */
  closed: boolean;
  /** Bytes that the server (and the kernel's buffers) took. */
  taken: number;
}

const CHUNK = Buffer.alloc(64 * 1024, 0x61);

/**
 * @param head request line and headers, without the empty line
 * @param chunked with chunk sizes instead of a length promised in the head
 */
export function flood(
  url: string,
  head: readonly string[],
  megabytes: number,
  chunked: boolean,
): Promise<Flood> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    let taken = 0;
    const total = megabytes * 1024 * 1024;
    const pump = () => {
      while (taken < total && !socket.destroyed) {
        taken += CHUNK.length;
        const bytes = chunked
          ? Buffer.concat([Buffer.from(`${CHUNK.length.toString(16)}\r\n`), CHUNK, Buffer.from("\r\n")])
          : CHUNK;
        if (!socket.write(bytes)) {
          socket.once("drain", pump);
          return;
        }
      }
    };
    socket.on("data", (bytes: Buffer) => {
      answer += bytes.toString("utf8");
    });
    // A reset while we still write is how a server says that it has heard enough.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const [top = "", body = ""] = answer.split("\r\n\r\n");
      resolve({ status: Number(top.split(" ")[1]), body: parse(body), closed: taken < total, taken });
    });
    const framing = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${total}`;
    socket.write([...head, `Host: ${host}`, framing, "", ""].join("\r\n"), pump);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
