import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** What a server says at one of its commands instead of taking it: "450 4.1.2 Domain not found". */
type Reply = `${number} ${string}`;

/**
 * Stands in for a mail server at the wire. `recipients` decides about each address that is named to it, `login` about each that signs in; they
 * answer undefined for a yes. `named` are the addresses it was told, in order, and `mailed` counts what an inbox would have got.
 */
export async function fakeSmtp() {
  const says = {
    recipients: (_: string): Reply | undefined => undefined,
    login: (): Reply | undefined => undefined,
  };
  const named: string[] = [];
  const mailed = new Map<string, number>();
  let logins = 0;
  const server = new SMTPServer({
    ...{ hideSTARTTLS: true, allowInsecureAuth: true, authOptional: true, disableReverseLookup: true },
    onAuth(_, __, done) {
      logins++;
      const said = says.login();
      said ? done(errorOf(said)) : done(null, { user: "me" });
    },
    onRcptTo({ address }, _, done) {
      named.push(address);
      const said = says.recipients(address);
      said ? done(errorOf(said)) : done();
    },
    onData(stream, { envelope }, done) {
      stream.resume();
      stream.on("end", () => {
        for (const { address } of envelope.rcptTo) mailed.set(address, (mailed.get(address) ?? 0) + 1);
        done();
      });
    },
  });
  server.on("error", () => undefined);
  const listener = server.listen(0, "127.0.0.1");
  await new Promise((resolve) => listener.once("listening", resolve));
  const url = `smtp://me:secret@127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url, says, named, mailed, logins: () => logins, stop };
}

function errorOf(said: Reply): Error {
  const [code, ...words] = said.split(" ");
  return Object.assign(new Error(words.join(" ")), { responseCode: Number(code) });
}
