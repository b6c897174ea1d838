-- [hang] utf8 over a megabyte of continuation bytes and of codes that are none
local phase = ...
local function attack(o)
  local s, n = ("\x80"):rep(1 << 20), 0
  for _ = 1, 100000 do
    n = n + (utf8.len(s) or 1) + (select(2, pcall(utf8.codepoint, s, 1, 1)) and 1 or 0)
    pcall(utf8.offset, s, 1 << 19, 1) pcall(function() for _ in utf8.codes(s) do end end)
  end
  return "SAFE:" .. n
end
return { check = attack }
