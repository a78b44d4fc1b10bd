import { z } from "zod";

export const LINK_PURPOSES = ["claim", "sign_in", "reset_password"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export const Email = z.email("Enter an email address.").trim().toLowerCase().max(254);
export const Password = z.string().min(10, "Use at least 10 characters.").max(200);
