FROM node:20-bookworm-slim
WORKDIR /app
COPY . .
RUN node -e 'import("./scripts/install.mjs").then((install) => install.ensureInstalled())' \
  && node scripts/codegen.mjs && node scripts/build.mjs && mkdir -p /data && chown node /data
USER node
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 DEMO=0 WEB_DIR=/app/apps/web/dist PLAYER_DIR=/app/apps/web/dist-player
EXPOSE 4000 4001
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
