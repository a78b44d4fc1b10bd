import "./globals.css";
import { GeistMono } from "geist/font/mono";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { ToastPlace } from "@/components/ui/toast-place";
import { MONA_SANS } from "./fonts";

export const metadata: Metadata = { title: { default: "CrowdPower", template: "%s · CrowdPower" }, robots: { index: false } };
export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang="en" suppressHydrationWarning className={`${MONA_SANS} ${GeistMono.variable}`}>
      <body className="isolate">
        <ThemeProvider attribute="class" enableColorScheme={false} disableTransitionOnChange nonce={nonce}>
          {children}
          <ToastPlace />
        </ThemeProvider>
      </body>
    </html>
  );
}
