"""The site put together: settings, addresses, the server and its command."""
