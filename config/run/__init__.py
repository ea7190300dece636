"""The whole site as one foreground command: `python -m config.run`, which `make run` calls.

Theory of operation. The supervisor is one process with one thread. It looks at what could stop the site from starting
(preflight), brings the database and files up to date (`manage.py prepare`), then starts each service in a process group
of its own, reads their output line by line, and starts again whichever ends. A service's group is killed when its
leader ends, so that no half of it stays; and the kernel sends SIGTERM to every leader should the supervisor itself be
killed. On Ctrl-C or SIGTERM it stops the services, the broker last, since the others use it until their end.
"""
