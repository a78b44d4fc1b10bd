"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

/** A password, which can be shown: it is easier to type what one sees. */
export function PasswordInput({ className, ...rest }: ComponentProps<typeof Input>) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input {...rest} type={shown ? "text" : "password"} className={cn("pr-9", className)} />
      <button
        type="button"
        aria-label={shown ? "Hide the password" : "Show the password"}
        onClick={() => setShown(!shown)}
        className={cn(buttonLook({ variant: "quiet", size: "small" }), "absolute! inset-y-0 right-0.5 my-auto px-1.5 text-soft")}
      >
        <Icon aria-hidden />
      </button>
    </span>
  );
}
