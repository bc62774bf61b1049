call ale#linter#Define('yaml', {
\ 'name': 'apiloom',
\ 'lsp': 'stdio',
\ 'executable': 'apiloom',
\ 'command': '%e lsp',
\ 'project_root': {buffer -> fnamemodify(bufname(buffer), ':p:h')},
\})
let g:ale_linters = {'yaml': ['apiloom']}
