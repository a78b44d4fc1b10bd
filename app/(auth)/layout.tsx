import type { Metadata } from "next";
import { Door } from "@/components/accounts/door";

export const metadata: Metadata = { robots: { index: false }, referrer: "no-referrer" };

export default function AuthLayout({ children }: LayoutProps<"/">) {
  return <Door>{children}</Door>;
}
