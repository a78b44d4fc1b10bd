const REASON = `/* This instance does not serve Segment's snippet. Install @segment/analytics-next and point cdnURL at this instance. */`;

/** Segment's snippet asks here for its script. A page that does so learns why there is none. */
export const GET = () =>
  new Response(REASON, { status: 404, headers: { "content-type": "text/javascript; charset=utf-8", "access-control-allow-origin": "*" } });
