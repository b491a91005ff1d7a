# syntax=docker/dockerfile:1

# Installs the tools, checks the types, compiles.
FROM node:20.19.6-bookworm-slim AS build
WORKDIR /rounds
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
COPY adapters ./adapters
RUN node scripts/build.mjs

# Runs; has neither compiler nor tests, and nothing in it belongs to the user that it runs as, but for /data.
FROM node:20.19.6-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /rounds
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force && mkdir -m 700 /data && chown node:node /data
COPY --from=build /rounds/dist ./dist
USER node
# With `docker run --read-only` this volume is the one place that is written to.
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: Rounds itself hears SIGTERM, and ends in order.
CMD ["node", "--max-semi-space-size=4", "dist/scripts/serve.js"]
