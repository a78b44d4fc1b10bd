/** Where time comes from. The domain asks its Scope; tests and the simulator bring their own. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
