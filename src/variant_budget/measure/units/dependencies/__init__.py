"""Direct dependencies of manifests, by ecosystem and name. One module an ecosystem."""
