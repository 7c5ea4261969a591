# docker build -t castellan . && docker run --rm --network none -v "$PWD:/src:ro" castellan scan /src
FROM node:24-slim AS build
WORKDIR /castellan
COPY . .
RUN npm ci && npm run build && npm pack --workspace apps/cli --pack-destination /tmp --ignore-scripts

FROM node:24-slim
RUN --mount=type=bind,from=build,source=/tmp,target=/packed \
    npm install --global --omit=dev --ignore-scripts /packed/castellan-*.tgz && npm cache clean --force
USER node
ENV XDG_CACHE_HOME=/tmp/cache
WORKDIR /src
ENTRYPOINT ["castellan"]
CMD ["scan", "/src"]
