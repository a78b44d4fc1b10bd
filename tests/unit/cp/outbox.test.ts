import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { Outbox } from "@/scripts/tag/outbox";
import { aListener } from "../../support/listener";

test("asked to come back later, the tag comes no sooner, whatever is called meanwhile", async () => {
  const listener = await aListener();
  const [first, again] = [Promise.withResolvers<ServerResponse>(), Promise.withResolvers<number>()];
  listener.next.push(
    (_, response) => first.resolve(response),
    (_, response) => {
      again.resolve(performance.now());
      response.end("ok");
    },
  );
  const outbox = new Outbox(`${listener.url}/beacon/batch`, () => ({}));
  const tell = (id: string) => outbox.put({ message_id: id, created_at: Date.now(), type: "event" });
  outbox.begin();
  tell("before");
  const response = await first.promise;
  tell("while it is asked");
  const refused = performance.now();
  response.writeHead(429, { "retry-after": "1" }).end();
  tell("after it was refused");
  expect((await again.promise) - refused).toBeGreaterThanOrEqual(950); // a timer may be some milliseconds early
  await listener.stop();
});
