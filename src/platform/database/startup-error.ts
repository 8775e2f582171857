/** The server must not start: says what is wrong with which file, and what the operator does about it. */
export class StartupError extends Error {}
