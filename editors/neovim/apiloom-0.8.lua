-- Neovim 0.8 and later.
vim.api.nvim_create_autocmd("FileType", {
  pattern = "yaml",
  callback = function(args)
    local file = vim.api.nvim_buf_get_name(args.buf)
    local git = vim.fs.find(".git", { upward = true, path = vim.fs.dirname(file) })[1]
    vim.lsp.start({
      name = "apiloom",
      cmd = { "apiloom", "lsp" },
      root_dir = vim.fs.dirname(git or file),
    })
  end,
})
