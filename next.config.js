import createNextIntlPlugin from "next-intl/plugin"

// Messages are compiled when the app is built: what formats them in the browser is 9 kB smaller without its parser.
const withIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
})

/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  distDir: process.env.EARSHOT_DIST ?? ".next",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  // The edge hands out /_next/static already compressed; what the app compresses itself is HTML and JSON.
  compress: true,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  serverExternalPackages: [
    "@node-rs/argon2",
    "@react-email/components",
    "@react-email/render",
    "graphile-worker",
    "nodemailer",
    "pino",
  ],
  // Its optimizer would fetch and work for anybody, inner paths included; nothing here needs it.
  images: { unoptimized: true },
  headers: async () => [{ source: "/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] }],
  // For everybody, not for robots alone: streamed behind its page, a title is missing until it has come.
  htmlLimitedBots: /./,
  // Asked for by browsers wherever a page names no icon, such as the one for a fault.
  redirects: async () => [{ source: "/favicon.ico", destination: "/icon.svg", permanent: true }],
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
}

export default withIntl(config)
