import { X509Certificate } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"

const DAY_MS = 86_400_000
// Safari refuses certificates that are valid for longer.
const VALID_DAYS = 397

/**
 * A self-signed certificate for this machine's names and addresses, kept while it fits. Browsers warn once about it; they
 * give no microphone to other devices without TLS at all.
 * @param {string} dir the data folder
 * @param {string[]} addresses IP addresses it must be good for
 * @returns {Promise<{ key: string, cert: string }>}
 */
export async function loadCertificate(dir, addresses) {
  const folder = join(dir, "certificate")
  const files = { key: join(folder, "key.pem"), cert: join(folder, "cert.pem") }
  if (existsSync(files.key) && existsSync(files.cert)) {
    const pair = { key: readFileSync(files.key, "utf8"), cert: readFileSync(files.cert, "utf8") }
    if (stillFits(pair.cert, addresses)) return pair
  }
  const pair = await makeCertificate(addresses)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(files.key, pair.key, { mode: 0o600 })
  writeFileSync(files.cert, pair.cert)
  return pair
}

function stillFits(text, addresses) {
  const certificate = new X509Certificate(text)
  const left = new Date(certificate.validTo).getTime() - Date.now()
  return left > 14 * DAY_MS && addresses.every((address) => certificate.checkIP(address))
}

async function makeCertificate(addresses) {
  const { default: selfsigned } = await import("selfsigned")
  const DNS = 2
  const IP = 7
  const made = await selfsigned.generate([{ name: "commonName", value: "Earshot on this machine" }], {
    algorithm: "sha256",
    keyType: "ec",
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...["localhost", hostname()].map((value) => ({ type: DNS, value })),
          ...addresses.map((ip) => ({ type: IP, ip })),
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert }
}
