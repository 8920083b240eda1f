"""Pages that read several apps: translate in, ask the apps' queries and pages, translate out."""
