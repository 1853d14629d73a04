.DEFAULT_GOAL := help
.PHONY: run publish openapi api permissions test check bench bench-library bench-micro format help

WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)

run: web/dist/index.html ## start Parlor at http://localhost:5000, everything it keeps in ./data
	dotnet run -c Release --project src/Parlor.Cli -- serve --set Web=web/dist

test: ## install what the tests need (it says what, first) and run all of them
	@scripts/test.sh

check: ## formatting, warnings, types and lint, then all tests: what a change must pass
	@scripts/check.sh

publish: web/dist/index.html ## put the program with its web client into artifacts/parlor
	dotnet publish src/Parlor.Cli -c Release -r linux-x64 --self-contained false -o artifacts/parlor

bench: ## measure posts, fan-out and start-up; options: make bench ARGS='fan-out --rounds 1'
	dotnet run -c Release --project bench/Load -- $(ARGS)

bench-library: ## measure Parlor.SocketIO against Node's socket.io, SignalR and send() alone; options likewise
	dotnet run -c Release --project bench/Library -- $(ARGS)

bench-micro: ## time the library's parsers alone; options: make bench-micro ARGS='--filter *Frames*'
	dotnet run -c Release --project bench/Micro -- $(ARGS)

openapi: ## write web/openapi.json from the server, and the web client's types from that
	PARLOR_WRITE_OPENAPI=1 dotnet run --project tests/Parlor.Server.Tests -- -class Parlor.Server.Tests.Http.OpenApiTests
	npm --prefix web run types

api: ## accept a change of what the Socket.IO library offers, into tests/Parlor.SocketIO.Tests/Api/PublicApi.txt
	PARLOR_WRITE_API=1 dotnet run --project tests/Parlor.SocketIO.Tests -- -class Parlor.SocketIO.Tests.Api.PublicApiTests

permissions: ## write the table in docs/permissions.md from the one in the code
	PARLOR_WRITE_PERMISSIONS=1 dotnet run --project tests/Parlor.Server.Tests -- -class Parlor.Server.Tests.Rooms.PermissionPageTests

format: web/node_modules/.package-lock.json ## put code into the house style
	dotnet format Parlor.slnx && npm --prefix web run format

help: ## list these commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	npm --prefix web run build && touch $@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@echo "Installing the npm packages that $*/package-lock.json lists into $*/node_modules"
	npm --prefix $* ci
