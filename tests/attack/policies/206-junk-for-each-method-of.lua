-- [crash] junk for each method of a commit, an update, a tree and of lists, each with every other's self
local phase = ...
local function attack(o)
  local junk = { false, true, 0, -1, 1, 1.5, 0.1, -0.0, 1 << 62, -(1 << 63), 0 / 0, 1 / 0, -1 / 0, 1e308, "", "\0", "%", "(", "[", "\xff\xfe", ("A"):rep(70000), {}, { {} }, function() end, "../../../etc/passwd", "/etc/passwd", ".git/config", "a//b", "*", "**", "{a,b", decision, push }
  local n = 0
  local function try(f, ...) if type(f) == "function" then pcall(f, ...) n = n + 1 end end
  for i = 1, #junk do
    local a, b = junk[i], junk[#junk - i + 1]
    local c, u = o.commit, o.update
    local selves = { o, c, u, push, decision, decisions, a }
    for _, name in ipairs { "changes", "trailers", "tree", "commits", "lost_commits", "file", "files", "base", "violation", "content" } do
      for _, owner in ipairs { o, c, u } do
        local ok, f = pcall(function() return owner[name] end)
        if ok then for _, self in ipairs(selves) do try(f, self, a) try(f, self) end end
      end
    end
  end
  return "SAFE:" .. n
end
return { check = attack }
