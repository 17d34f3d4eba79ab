export declare const clients: Record<"a" | "b" | "c", { lan: number; wan: string }>
export declare const server: {
  name: string
  address: string
  second: string
  inner: string
  behind: string
  more: { page: string; sfu: string }
}
export declare const other: { name: string; address: string }
export declare function openNetwork(options?: { prefix?: string }): {
  prefix: string
  space(host: string): string
  inside(host: string, command: string[]): string[]
  mode(client: string, mode: string): void
  move(client: string): void
  impair(client: string, lines: Partial<Record<"ab" | "ba", { delay?: number; jitter?: number; loss?: number }>>): void
}
