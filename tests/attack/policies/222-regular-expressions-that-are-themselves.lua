-- [hang] regular expressions that are themselves the load: nested, huge, recursive
local phase = ...
local function attack(o)
  local n = 0
  for _, e in ipairs { ("("):rep(250) .. ("a"):rep(10) .. (")"):rep(250), ("(?:"):rep(1000) .. (")*"):rep(1000), ("a|"):rep(30000) .. "a", "(?R)?a", "(a(?1)?b)", "(?:(?:(?:(?:a{1,60}){1,60}){1,60}){1,60})", "[" .. ("a-z"):rep(20000) .. "]", "\\p{L}{1000}", "(?<n>a)\\k<n>", "(*LIMIT_MATCH=999999999)a+", "(?C1)a", "\\C" } do
    local ok = pcall(re.find, ("a"):rep(2000), e)
    n = n + (ok and 1 or 0)
  end
  return "SAFE:" .. n
end
return { check = attack }
