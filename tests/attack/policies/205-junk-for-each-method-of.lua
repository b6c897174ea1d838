-- [crash] junk for each method of a file, also with another self
local phase = ...
local function attack(o)
  local junk = { false, true, 0, -1, 1, 1.5, 0.1, -0.0, 1 << 62, -(1 << 63), 0 / 0, 1 / 0, -1 / 0, 1e308, "", "\0", "%", "(", "[", "\xff\xfe", ("A"):rep(70000), {}, { {} }, function() end, "../../../etc/passwd", "/etc/passwd", ".git/config", "a//b", "*", "**", "{a,b", decision, push }
  local n = 0
  local function try(f, ...) if type(f) == "function" then pcall(f, ...) n = n + 1 end end
  for i = 1, #junk do
    local a, b = junk[i], junk[#junk - i + 1]
    for _, m in ipairs { "content", "old_content", "lines", "added", "removed", "find", "imports", "parse", "old_parse", "violation" } do
      local ok, f = pcall(function() return o[m] end)
      if ok then try(f, o, a) try(f, o, a, b) try(f, a, b) try(f, a) try(f) try(f, push, a) end
    end
  end
  return "SAFE:" .. n
end
return { check = attack }
