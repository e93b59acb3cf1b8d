/**
 * Loaded with `--import` into every process we start: when the one that started it is gone, however it died, this
 * one ends too, as if asked by SIGTERM, and by force if it does not obey.
 */
const OBEY_MS = 6_000;

function end(): void {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(process.pid, "SIGKILL"), OBEY_MS).unref();
}

// False, not undefined: there was a channel, and its other end died before this line was reached.
if (process.connected === false) end();

if (process.channel) {
  process.once("disconnect", end);
  // A short command must be able to end while its starter still listens.
  process.channel.unref();
}
