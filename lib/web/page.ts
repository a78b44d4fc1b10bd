import "server-only";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { scopeFromSession } from "@/lib/auth/people";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";

/** Where a page leads instead of to what it could not read: missing becomes the 404 page, signed out becomes sign-in. */
export const elsewhere = (error: unknown): never => {
  if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
  if (error instanceof AppError && error.code === "UNAUTHENTICATED") redirect("/sign-in");
  throw error;
};

/** Runs a page's reads as the visitor. */
export const load = <T>(project: string, read: (scope: Scope) => Promise<T>): Promise<T> =>
  scopeFromSession(project).then(read).catch(elsewhere);

/** Like `load`, for what a page and its title both ask for: of one visit it is read once. */
export function loadOnce<A extends readonly unknown[], T>(read: (scope: Scope, ...asked: A) => Promise<T>) {
  const answers = cache(() => new Map<string, Promise<T>>());
  return (project: string, ...asked: A): Promise<T> => {
    const question = JSON.stringify([project, ...asked]);
    const answer = answers().get(question) ?? load(project, (scope) => read(scope, ...asked));
    answers().set(question, answer);
    return answer;
  };
}
