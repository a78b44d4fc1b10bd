import "server-only";
import { notFound, redirect } from "next/navigation";
import { scopeFromSession } from "@/lib/auth/people";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";

/** Runs a page's reads as the visitor. Missing becomes the 404 page; signed out becomes sign-in. */
export async function load<T>(project: string, read: (scope: Scope) => Promise<T>): Promise<T> {
  try {
    return await read(await scopeFromSession(project));
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    if (error instanceof AppError && error.code === "UNAUTHENTICATED") redirect("/sign-in");
    throw error;
  }
}
