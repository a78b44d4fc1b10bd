"use client";

import dynamic from "next/dynamic";

/** Comes after the page is of use: nothing is told before somebody has done something. */
export const ToastPlace = dynamic(() => import("@/components/ui/toasts"), { ssr: false });
