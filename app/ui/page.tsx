import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Showcase } from "@/components/showcase/showcase";
import { showsComponents } from "@/lib/env";

export const metadata: Metadata = { title: "Components" };
export const dynamic = "force-dynamic";

/** Every component in every state, for who builds with them. Where people work it is not there. */
export default function ComponentsPage() {
  if (!showsComponents()) notFound();
  return <Showcase />;
}
