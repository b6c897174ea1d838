-- [escape] paths outside of the repository through every function that takes one
local phase = ...
local function attack(o)
  local t = o.update:tree()
  local out = {}
  for _, where in ipairs { "/etc/passwd", "../../../../etc/passwd", "/proc/self/environ", "/proc/self/mem", "//etc/passwd", "a/../../../etc/passwd", ".git/config", "config", "HEAD", "./a", "a/", "", "\0/etc/passwd", "a\0b" } do
    local ok, f = pcall(t.file, t, where)
    if ok and f and f.path ~= "a" then
      local good, text = pcall(f.content, f)
      if good and text and (text:find("root:", 1, true) or text:find("[core]", 1, true)) then return "PWNED:" .. where end
    end
    out[#out + 1] = tostring(ok and f ~= nil)
  end
  return "SAFE:" .. table.concat(out, ",")
end
return { check = attack }
