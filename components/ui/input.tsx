"use client";

import { Input as Base } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/control";

export const Input = ({ className, ...rest }: Omit<ComponentProps<typeof Base>, "className"> & { className?: string }) => (
  <Base {...rest} className={cn(controlLook, "h-control pointer-coarse:h-10", className)} />
);
