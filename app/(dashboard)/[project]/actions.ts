"use server";

import { z } from "zod";
import { publicKeyOf } from "@/lib/projects/keys";
import { findAnything } from "@/lib/search/queries";
import { FindAnything } from "@/lib/search/schema";
import { action } from "@/lib/web/action";

export const findAnythingAction = action({ grant: "project:read", input: FindAnything, handle: findAnything });

export const publicKeyAction = action({ grant: "project:read", input: z.object({}), handle: publicKeyOf });
