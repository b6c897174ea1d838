-- [escape] path.join and path.dir out of the tree
local phase = ...
local function attack(o)
  for _, parts in ipairs { { "a", "../.." }, { "..", "a" }, { "a/b", "../../.." }, { "/", "etc" }, { "a", "/etc" }, { "", "..", "" }, { ".", "..", "." }, { "a\0", ".." } } do
    local ok, r = pcall(path.join, table.unpack(parts))
    if ok and r and (r:sub(1, 2) == ".." or r:find("/../", 1, true)) then return "PWNED:" .. r end
  end
  return "SAFE:within"
end
return { check = attack }
