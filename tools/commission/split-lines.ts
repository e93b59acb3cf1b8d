const NEWLINE = 10;
/** What some editors put before the first line of a UTF-8 file. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Lines as bytes, batched as the stream delivers them. A line may spread over any number of chunks, and is put together
 * once. The last one needs no newline. The \r of CRLF stays: JSON takes it for a blank.
 */
export async function* splitLines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let pieces: Buffer[] = [];
  let isFirst = true;
  const finish = () => {
    const line = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
    pieces = [];
    const hasMark = isFirst && line.subarray(0, 3).equals(BYTE_ORDER_MARK);
    isFirst = false;
    return hasMark ? line.subarray(3) : line;
  };
  for await (const chunk of stream) {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      pieces.push(chunk.subarray(start, end));
      lines.push(finish());
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
    yield lines;
  }
  if (pieces.length > 0) yield [finish()];
}
