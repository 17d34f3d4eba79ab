// Stands for the app where only what is around it is looked at.
import { createServer } from "node:http"

createServer((request, response) => {
  if (request.url === "/die") process.exit(3)
  response.setHeader("Content-Type", "application/json")
  response.end(JSON.stringify({ ok: true, database: process.env.DATABASE_URL }))
}).listen(Number(process.env.PORT), process.env.HOSTNAME)
