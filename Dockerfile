# The app's image. It also runs "init", which makes secrets and configuration before anything else starts.
FROM node:24-bookworm-slim AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
# Packages first: this step is repeated only when they change. "npm ci" would refuse a lock that names packages for other
# platforms which a registry does not serve; so install, and the lock must come out as it went in.
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    sha256sum package-lock.json > /tmp/lock \
 && npm install --ignore-scripts --no-audit --no-fund \
 && sha256sum --check --quiet /tmp/lock
COPY instrumentation.ts next.config.js postcss.config.mjs prisma.config.ts proxy.ts tsconfig.json ./
COPY app app
COPY components components
COPY lib lib
COPY messages messages
COPY prisma prisma
COPY scripts/build.mjs scripts/schema-engine.mjs scripts/
COPY scripts/local scripts/local
# The build draws the key of server actions and keeps it in its manifest: every process of one image has the same one.
RUN node scripts/build.mjs && mv .cache/builds/* /image
COPY livekit.yaml ./
COPY scripts scripts
# Earshot resizes no pictures, so what Next.js would need for it stays out; so does what graphile-worker would need for a
# configuration written in TypeScript, which Next.js' own excludes do not reach. The scripts need two packages in whole.
# Modes as if everybody cloned with the same umask.
RUN rm -r /image/node_modules/sharp /image/node_modules/@img /image/node_modules/typescript \
 && node scripts/container/copy-packages.mjs /image pg yaml \
 && mkdir -p /image/prisma /image/scripts && cp -r prisma/migrations /image/prisma/ && cp livekit.yaml /image/ \
 && cp -r scripts/container scripts/local scripts/init.mjs scripts/livekit-config.mjs scripts/migrate.mjs /image/scripts/ \
 && chmod -R a+rX /image

FROM node:24-bookworm-slim
# A container that runs needs no package manager. New volumes take owner and mode from these folders.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-* \
 && install -d -o node -g node -m 700 /secrets /livekit && install -d -o node -g node -m 755 /edge-files
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000 \
    KEEP_ALIVE_TIMEOUT=75000
COPY --from=build /image ./
USER node
EXPOSE 3000
CMD ["node", "scripts/container/app.mjs"]
