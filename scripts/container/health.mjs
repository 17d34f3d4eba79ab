// The container's health check: does the app in it answer?
const { PORT = "3000" } = process.env
const answer = await fetch(`http://127.0.0.1:${PORT}/api/health`, { signal: AbortSignal.timeout(4000) }).catch(() => {})
process.exit(answer?.ok ? 0 : 1)
