-- [crash] junk in every field of a violation, one by one and together
local phase = ...
local function attack(o)
  local junk = { false, true, 0, -1, 1, 1.5, 0.1, -0.0, 1 << 62, -(1 << 63), 0 / 0, 1 / 0, -1 / 0, 1e308, "", "\0", "%", "(", "[", "\xff\xfe", ("A"):rep(70000), {}, { {} }, function() end, "../../../etc/passwd", "/etc/passwd", ".git/config", "a//b", "*", "**", "{a,b", decision, push }
  local n = 0
  local fields = { "message", "at", "line", "column", "path", "instead", "key", "excerpt", "nonsense", 1 }
  for i = 1, #junk do
    for k = 1, #fields do
      local t = { message = "x" }
      t[fields[k]] = junk[i]
      if not pcall(o.violation, o, t) then n = n + 1 end
    end
    pcall(o.violation, o, { message = "x", at = junk[i], line = junk[i], column = junk[i], path = junk[i], key = junk[i] })
  end
  return "SAFE:" .. tostring(n > 0)
end
return { check = attack }
