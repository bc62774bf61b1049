-- Drives the language server from a Neovim without a screen and tells what comes back:
--   nvim --headless --clean -c "luafile editors/neovim/try.lua" editors/neovim/apiloom.lua
-- The last word is the configuration to try: apiloom.lua needs Neovim 0.11, apiloom-0.8.lua is for older ones.
-- `apiloom` must be in PATH.

local spec = [[
apiloom: 1
vendor: acme

servers: {default: 'https://api.acme.example'}

types:
  Parcel:
    description: 包裹📦
    fields:
      id: int64!
      owner: Person
  Person: { fields: { name: string! } }

operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parcel
]]

local function say(text) io.stdout:write(text .. "\n") end

local function wait(what, done)
  if not vim.wait(20000, done, 20) then
    say("no " .. what)
    vim.cmd("cquit 1")
  end
end

local function line(number) return vim.api.nvim_buf_get_lines(0, number - 1, number, true)[1] end

local function check(what, is, wanted)
  say(what .. ": " .. vim.inspect(is))
  if wanted ~= nil and is ~= wanted then
    say("  but it should be " .. vim.inspect(wanted))
    vim.cmd("cquit 1")
  end
end

-- What the server answers to a question about the cursor.
local function ask(method, more)
  local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = vim.lsp.buf_request_sync(0, method, vim.tbl_extend("force", params, more or {}), 20000)
  local _, first = next(answer or {})
  return first and first.result
end

local function try(config)
  vim.cmd("filetype plugin on")
  dofile(config)
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, "p")
  local path = folder .. "/acme.yaml"
  local file = assert(io.open(path, "w"))
  file:write(spec)
  file:close()
  vim.cmd("edit " .. path)

  wait("problem", function() return #vim.diagnostic.get(0) == 1 end)
  local problem = vim.diagnostic.get(0)[1]
  check("problem", problem.code .. " " .. problem.lnum .. ":" .. problem.col, "AL0101 7:4")

  vim.api.nvim_win_set_cursor(0, { 8, 6 })
  vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.kind == "quickfix" end })
  wait("fix", function() return #vim.diagnostic.get(0) == 0 end)
  check("fixed", line(8), "    doc: 包裹📦")

  vim.lsp.buf.format({ async = false })
  check("formatted", line(4), 'servers: { default: "https://api.acme.example" }')

  vim.api.nvim_win_set_cursor(0, { 11, 14 })
  local hover = ask("textDocument/hover")
  check("hover", hover and hover.contents.value:sub(1, 60))

  vim.lsp.buf.definition()
  wait("definition", function() return vim.api.nvim_win_get_cursor(0)[1] == 12 end)
  check("definition", vim.api.nvim_win_get_cursor(0)[1], 12)

  local used = ask("textDocument/references", { context = { includeDeclaration = true } })
  check("references", #(used or {}), 2)

  vim.lsp.buf.rename("Human")
  wait("rename", function() return line(11) == "      owner: Human" end)
  check("renamed", line(12), "  Human: { fields: { name: string! } }")

  vim.api.nvim_buf_set_lines(0, 10, 10, true, { "      sender: Hu" })
  vim.api.nvim_win_set_cursor(0, { 11, 16 })
  local found = ask("textDocument/completion") or {}
  local labels = vim.tbl_map(function(item) return item.label end, found.items or found)
  check("completes", vim.tbl_contains(labels, "Human"), true)
  wait("problem while typing", function() return #vim.diagnostic.get(0) == 1 end)
  check("problem while typing", vim.diagnostic.get(0)[1].code)
end

local version = vim.version()
say(("Neovim %d.%d.%d"):format(version.major, version.minor, version.patch))
local config = vim.v.argv[#vim.v.argv]
local fine, problem = pcall(try, config)
if not fine then say(problem) end
vim.cmd(fine and "qall!" or "cquit 1")
