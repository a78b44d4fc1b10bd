// Loaded into the web server before anything else. Next keeps a caller's own X-Forwarded-For and then no longer knows who called; this tells
// it, in a header whose name nobody outside can guess, so that nobody can pretend to be somewhere else.
import { randomUUID } from "node:crypto";
import { Server } from "node:http";

const header = `x-peer-${randomUUID()}`;
globalThis[Symbol.for("crowdpower.peer-header")] = header;

const { emit } = Server.prototype;
Server.prototype.emit = function emitWithPeer(event, ...args) {
  if (event === "request") args[0].headers[header] = args[0].socket.remoteAddress ?? "unknown";
  return emit.call(this, event, ...args);
};
