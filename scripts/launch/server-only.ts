// Stands in for "server-only" where there is no browser to keep things from: in the worker.
export {};
