-- Neovim 0.11 and later.
vim.lsp.config("apiloom", {
  cmd = { "apiloom", "lsp" },
  filetypes = { "yaml" },
  root_markers = { ".git" },
})
vim.lsp.enable("apiloom")
