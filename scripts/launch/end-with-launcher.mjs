// Loaded into the web server before anything else. Its channel to the launcher closes when the launcher ends, however it ends;
// the server then ends too, so that a killed launcher leaves no port taken.
const GRACE = 1_000;

process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), GRACE);
});
