/** Something the person who started the program can put right: it is shown as one sentence, without a stack. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** For errors that are told in whole sentences already. */
export function asFailure(error: unknown): never {
  throw new Failure(error instanceof Error ? error.message : String(error), { cause: error });
}
