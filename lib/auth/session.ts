import "server-only";

/** Who is signed in on this request. */
export const currentSession = async (): Promise<{ userId: string; sessionId: string } | null> => null;
