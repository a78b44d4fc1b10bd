import { liveEvents } from "@/lib/live/follow";
import { stream } from "@/lib/web/stream";

export const GET = stream({ grant: "events:read", open: liveEvents });
