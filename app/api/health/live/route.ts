/** GET /api/health/live: this process answers. */
export const GET = () => Response.json({ live: true });
