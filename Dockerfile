# Your load tests with a browser, for Kubernetes or any other engine. Put this file and a .dockerignore with node_modules,
# test-results and load-report into the folder of your playwright.config.ts.
#
# Change: the version of node if you pin another; nothing else. Build with
#   docker build -t registry.example.com/load-tests:1 .
FROM node:20.20.2-bookworm-slim

# Debian's headless Chromium; certificates for deployments with real ones; an init that reaps what browsers leave behind.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates chromium-headless-shell tini \
  && rm -rf /var/lib/apt/lists/*

ENV CHROMIUM_PATH=/usr/bin/chromium-headless-shell \
  CI=true

WORKDIR /tests
RUN chown node:node /tests
USER node

COPY --chown=node:node package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY --chown=node:node . .

ENTRYPOINT ["tini", "--"]
CMD ["npx", "playwright", "test"]
