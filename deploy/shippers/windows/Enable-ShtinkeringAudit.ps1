#Requires -RunAsAdministrator
<#
  Audit policy for hosts without Sysmon or an EDR. Subcategories by GUID, so that it works in every display language.
  Group Policy overrides what is set here: for a fleet put the same settings into a policy object.
#>
$ErrorActionPreference = 'Stop'

$subcategories = [ordered]@{
    'Process Creation (4688)'                = '{0CCE922B-69AE-11D9-BED3-505054503030}'
    'Process Termination (4689)'             = '{0CCE922C-69AE-11D9-BED3-505054503030}'
    'Logon (4624, 4648)'                     = '{0CCE9215-69AE-11D9-BED3-505054503030}'
    'Special Logon (4672)'                   = '{0CCE921B-69AE-11D9-BED3-505054503030}'
    'Security State Change (4608)'           = '{0CCE9210-69AE-11D9-BED3-505054503030}'
    'Registry (4657, with the SACL below)'   = '{0CCE921E-69AE-11D9-BED3-505054503030}'
    'File System (4663, with the SACL below)'= '{0CCE921D-69AE-11D9-BED3-505054503030}'
    'Detailed File Share (5145)'             = '{0CCE9244-69AE-11D9-BED3-505054503030}'
}
foreach ($entry in $subcategories.GetEnumerator()) {
    Write-Host $entry.Key
    auditpol.exe /set /subcategory:"$($entry.Value)" /success:enable | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "auditpol failed for $($entry.Key)" }
}

# 4688 carries no command line without this value; -p and -ip are on the command line.
$audit = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Audit'
New-Item -Path $audit -Force | Out-Null
Set-ItemProperty -Path $audit -Name ProcessCreationIncludeCmdLine_Enabled -Value 1 -Type DWord

# The SACL stands on the parent key: LocalDumps need not exist, and creating it would enable mini dumps by itself.
$key = 'HKLM:\SOFTWARE\Microsoft\Windows\Windows Error Reporting'
$everyone = New-Object System.Security.Principal.SecurityIdentifier('S-1-1-0')
$acl = Get-Acl -Path $key -Audit
$acl.AddAuditRule((New-Object System.Security.AccessControl.RegistryAuditRule(
    $everyone, 'SetValue, CreateSubKey, Delete', 'ContainerInherit', 'None', 'Success')))
Set-Acl -Path $key -AclObject $acl

# The default dump folder of programs that run as SYSTEM. The folder must exist to carry a SACL; an empty one is harmless.
$dumps = "$env:SystemRoot\System32\config\systemprofile\AppData\Local\CrashDumps"
New-Item -ItemType Directory -Path $dumps -Force | Out-Null
$acl = Get-Acl -Path $dumps -Audit
$acl.AddAuditRule((New-Object System.Security.AccessControl.FileSystemAuditRule(
    $everyone, 'ReadData, WriteData, Delete', 'ContainerInherit, ObjectInherit', 'None', 'Success')))
Set-Acl -Path $dumps -AclObject $acl
