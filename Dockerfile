# One image, three ways to run it: everything in one container with its own Postgres (the default), or web and worker apart (compose.yaml).
#   docker build -t crowdpower . && docker run --init -p 3000:3000 -v crowdpower:/data crowdpower
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --omit=dev --no-audit --no-fund
COPY . .
RUN npm run build && rm -rf .next/cache

FROM node:24-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=build --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health/live`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, so that a stop reaches the launcher, which ends web, worker and Postgres in order.
ENTRYPOINT ["node", "scripts/launch/main.ts", "--no-build", "--logs-here", "--data", "/data", "--host", "0.0.0.0"]
LABEL org.opencontainers.image.title="CrowdPower" org.opencontainers.image.licenses="MIT"
