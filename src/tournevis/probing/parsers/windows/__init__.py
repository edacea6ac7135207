"""Windows: CIM and WMI classes, by PowerShell or wmic."""
