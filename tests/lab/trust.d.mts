export declare function makeBrowserFolders(options: { dir: string; root: string | null }): {
  home: string
  profile: string
}
